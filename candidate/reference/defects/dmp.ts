/** Defects of the DMP: VIHF, XDS, visibility. */
export const dmpDefects = {} as const satisfies Record<string, string>;
