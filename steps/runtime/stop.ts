import type { Cause } from '../../core/index.ts';

/**
 * The product did not do what the rest of the scenario rests on: the finding is already recorded, and the later
 * points cannot be played. Thrown by steps, and never a verdict by itself.
 */
export class ProductStop extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProductStop';
  }
}

/** A stop that was recorded during the run, met again on replay. */
export class RecordedStop extends Error {
  readonly code: string;
  readonly origin: Cause;

  constructor(code: string, origin: Cause, message: string) {
    super(message);
    this.name = 'RecordedStop';
    this.code = code;
    this.origin = origin;
  }
}
