/** Whom PostgreSQL runs as. It refuses to run as root, so root hands it to a user without rights. */
import { chownSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { readIfThere } from "./durable-file.ts";
import { StartError } from "./start-error.ts";

export type ServerUser = { uid: number; gid: number };

const overflowUser: ServerUser = { uid: 65534, gid: 65534 };

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user `postgres`, else `nobody`, else the number that systems keep for nobody. Never root. */
export function chooseServerUser(passwd = readIfThere("/etc/passwd") ?? ""): ServerUser {
  const users = passwd.split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const fields = users.find((each) => each[0] === name);
    const user = { uid: Number(fields?.[2]), gid: Number(fields?.[3]) };
    if (Number.isInteger(user.uid) && Number.isInteger(user.gid) && user.uid > 0) return user;
  }
  return overflowUser;
}

/** Tells whether the user may go through every folder above `path` and enter, or run, `path` itself. */
export function canReach(path: string, user: ServerUser): boolean {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    if (!mayEnter(statSync(at), user)) return false;
    if (at === dirname(at)) return true;
  }
}

/** Gives a file or folder to the user; without one (we are not root) it stays ours. */
export function giveTo(user: ServerUser | undefined, path: string): void {
  if (!user) return;
  try {
    chownSync(path, user.uid, user.gid);
  } catch (error) {
    throw new StartError(
      `PostgreSQL does not run as root, and root may not give it files as user ${user.uid} here (${(error as Error).message})`,
      "start as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own",
      error,
    );
  }
}

/** The first class that fits decides, as in the kernel: the owner may have less than the others. */
function mayEnter(stats: Stats, user: ServerUser): boolean {
  if (stats.uid === user.uid) return (stats.mode & 0o100) !== 0;
  if (stats.gid === user.gid) return (stats.mode & 0o010) !== 0;
  return (stats.mode & 0o001) !== 0;
}
