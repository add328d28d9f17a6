/**
 * How far an operation of the bench can be trusted:
 * `fidele`: its form comes from an official text or a recorded exchange; `deduit`: some of it is inferred, and the code says what;
 * `non_documente`: no public text describes it, what it answers is Probant's own and its codes start with `probant_`.
 */
export type OperationStatus = 'fidele' | 'deduit' | 'non_documente';

/** One operation of a national service, as `docs/services.md` lists it. */
export interface ServiceOperation {
  /** Identifier of the field: `WS_INS2`, `TD3.1a`, `token-exchange`. */
  id: string;
  /** French title. */
  title: string;
  status: OperationStatus;
  /** Where its form comes from, or what had to be inferred (French, one or two lines). */
  source: string;
  /** Tests that play it: `mocks/insi/handlers.test.ts › title of the test`. */
  tests: readonly string[];
}
