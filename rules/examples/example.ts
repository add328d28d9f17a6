import type { Json, JsonObject } from '../../core/index.ts';
import type { RuleInputs } from '../rule.ts';
import type { ExampleFile, FileChange } from './files.ts';

/** A right file, of which one fragment is changed. */
export interface FileExample extends FileChange {
  file: ExampleFile;
}

/** A value read on a screen. */
export interface ReadExample {
  read: { right: Json; wrong: Json };
}

/** What a product did during an attempt, told in French, and what a rule is given of it. */
export interface SeenExample {
  seen: { right: string; wrong: string };
  inputs(side: 'right' | 'wrong'): RuleInputs | Promise<RuleInputs>;
}

/** What a rule accepts and what it refuses. */
export type RuleExample = (FileExample | ReadExample | SeenExample) & {
  /** Given to a rule that needs some. */
  parameters?: JsonObject;
};

/** The examples of a domain, by rule. */
export type DomainExamples = Readonly<Record<string, RuleExample>>;
