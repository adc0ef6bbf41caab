// The words of the page, as the shell brings them in the reader's language.

interface Words {
  lang: string;
  texts: Record<string, string>;
  words: Record<string, Record<string, string>>;
}

let words: Words = { lang: "zh-Hant", texts: {}, words: {} };

/** Takes the words over from the shell. */
export function readTexts(page: Document): void {
  const block = page.getElementById("texts")?.textContent;
  if (block) words = JSON.parse(block) as Words;
}

/** The language the page is in. */
export function language(): string {
  return words.lang;
}

/** A sentence with its places filled in. */
export function t(key: string, places: Record<string, string | number> = {}): string {
  return fill(words.texts[key] ?? key, places);
}

/** What an id of the trade is called: `word("rating", "fairly")`. */
export function word(kind: string, id: string | null | undefined): string {
  return id ? (words.words[kind]?.[id] ?? id) : "";
}

/** The ids of a kind, in the order of the form. */
export function idsOf(kind: string): string[] {
  return Object.keys(words.words[kind] ?? {});
}

/** Puts values where a pattern says `{ $name }`. */
export function fill(pattern: string, places: Record<string, string | number>): string {
  return pattern.replace(/\{\s*\$(\w+)\s*\}/g, (whole, name: string) => String(places[name] ?? whole));
}
