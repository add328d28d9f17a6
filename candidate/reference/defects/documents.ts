/** Defects of documents: CDA, PDF/A-1, versions, IHE_XDM. */
export const documentDefects = {} as const satisfies Record<string, string>;
