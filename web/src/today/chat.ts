// Browsers inside chat apps: they forget what a page keeps, so no draft is begun in one.

const APPS: ReadonlyArray<readonly [string, RegExp]> = [
  ["wecom", /wxwork/i],
  ["wechat", /MicroMessenger/i],
  ["dingtalk", /DingTalk/i],
  ["feishu", /Feishu|Lark/i],
  ["qq", /\bQQ\//i],
  ["alipay", /AlipayClient/i],
  ["line", /\bLine\//i],
  ["whatsapp", /WhatsApp/i],
  ["facebook", /FBAN|FBAV|Instagram/i],
];

/** The chat app in which a page is shown, by what the browser calls itself. */
export function chatApp(agent: string): string | null {
  return APPS.find(([, pattern]) => pattern.test(agent))?.[0] ?? null;
}

/** Whether it is Safari of iOS, or another browser there: all use the same engine and its rules for storage. */
export function isApple(agent: string, touchPoints: number): boolean {
  return /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1);
}
