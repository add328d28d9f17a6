/** Defects of the mailboxes, sending and receiving. */
export const mailDefects = {} as const satisfies Record<string, string>;
