// How a month begins, whatever the procedure.

import { Case } from "./events.mjs";
import { Post } from "./post.mjs";

/** Cases as they come, each of a home of its own. */
export const some = (estate, count, about) => estate.homes(count).map((home) => new Case(home, about));

/** The set-up link, the clock, the files; then everybody signs in at a desk of their own. */
export async function begins(estate) {
  const { month, under, staff } = estate;
  await estate.isSetUp(month.day(1));
  await estate.itIs(month.plus(-1).day(30), "09:00");
  await estate.filesComeIn();
  for (const { login } of under.people) {
    const comes = login === under.newcomer ? Post.asNewcomer : Post.at;
    staff.set(login, await comes.call(Post, estate, login));
    estate[login.replace(".", "_")] = staff.get(login);
  }
  for (const part of ["planner", "officer", "reader", "keeper"]) {
    if (under[part]) estate[part] = staff.get(under[part]);
  }
}
