/** A user as the service answers it. */
export interface User {
  id: number;
  username: string;
  name: string;
}

/** Lower-case letters, digits, dots, dashes and underscores, 1 to 32 of them, a letter first. */
const usernamePattern = /^[a-z][a-z0-9._-]{0,31}$/;
/** Whole numbers from 1, without sign or leading zero, small enough for a JSON number. */
const idPattern = /^[1-9][0-9]{0,14}$/;

/** The list that a database would hold. */
const users: readonly User[] = [
  { id: 1, username: "ada", name: "Ada Lovelace" },
  { id: 2, username: "grace", name: "Grace Hopper" },
  { id: 3, username: "alan", name: "Alan Turing" },
  { id: 4, username: "radia.perlman", name: "Radia Perlman" },
];

/** The number that a path segment spells, or undefined if it spells none. */
export function parseUserId(text: string): number | undefined {
  return idPattern.test(text) ? Number(text) : undefined;
}

/** The path segment as a user name, or undefined if it cannot be one. */
export function parseUsername(text: string): string | undefined {
  return usernamePattern.test(text) ? text : undefined;
}

export function findUserById(id: number): User | undefined {
  return users.find((user) => user.id === id);
}

export function findUserByUsername(username: string): User | undefined {
  return users.find((user) => user.username === username);
}
