// Somebody of the staff at their desk. What they do in the month stands in the modules of this folder, one for each
// part of it.

import { Desk } from "./desk.mjs";
import { events } from "./events.mjs";
import { ends } from "./ends.mjs";
import { letters } from "./letters.mjs";
import { plan } from "./plan.mjs";
import { reviews } from "./reviews.mjs";
import { visits } from "./visits.mjs";

const PASSWORD = "an evening walk";

export class Post extends Desk {
  /** Signs in by one click on their post. */
  static async at(estate, login) {
    const who = estate.under.people.find((it) => it.login === login);
    const desk = await this.open(estate.browser, estate.address);
    Object.assign(desk, { estate, who });
    await desk.goesTo("/sign-in");
    await desk.presses("登入", desk.main.getByRole("listitem").filter({ hasText: who.name }));
    return desk;
  }

  /** Gets a link from the administrator, sets a password by it, and signs in with that, as on any real estate. */
  static async asNewcomer(estate, login) {
    const who = estate.under.people.find((it) => it.login === login);
    const { administrator } = estate;
    await administrator.goesTo("/people");
    await administrator.follows(who.name);
    await administrator.presses("發新的密碼連結");
    const link = await administrator.field("密碼連結").inputValue();
    const desk = await this.open(estate.browser, estate.address);
    Object.assign(desk, { estate, who });
    await desk.goesTo(new URL(link).pathname);
    await desk.fills("新密碼", PASSWORD);
    await desk.presses("設定密碼");
    await desk.goesTo("/sign-in");
    await desk.fills("帳號", login);
    await desk.fills("密碼", PASSWORD);
    await desk.presses("登入");
    return desk;
  }
}

for (const part of [events, plan, visits, reviews, letters, ends]) {
  Object.defineProperties(Post.prototype, Object.getOwnPropertyDescriptors(part));
}
