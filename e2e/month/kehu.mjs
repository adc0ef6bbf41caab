// A month under 篇1, chapter by chapter. The names of the chapters are what the test says.

import assert from "node:assert/strict";

import { Case, eventsFile, listFile } from "./events.mjs";
import { Post } from "./post.mjs";

export const kehu = {
  "a newcomer sets the estate up, and its files come in": async (estate) => {
    const { month, office, staff } = estate;
    await estate.isSetUp(month.day(1));
    await estate.itIs(month.plus(-1).day(30), "09:00");
    await estate.filesComeIn();
    for (const { login } of office.people) {
      const comes = login === office.newcomer ? Post.asNewcomer : Post.at;
      staff.set(login, await comes.call(Post, estate, login));
      estate[login.replace(".", "_")] = staff.get(login);
    }
  },
};
