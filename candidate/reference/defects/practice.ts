/** Defects of settings, directory, dashboard, terminologies. */
export const practiceDefects = {} as const satisfies Record<string, string>;
