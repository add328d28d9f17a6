import type { Json, JsonObject } from './json.ts';

/** Verdict of a control point, a scenario or a requirement. */
export type Verdict = 'conforme' | 'non_conforme' | 'non_evalue' | 'a_relire' | 'externe';

/** What a failure or an interruption is due to. An outage of the bench is never the product's fault. */
export type Cause = 'produit' | 'configuration' | 'environnement';

/**
 * Where an observation comes from: bytes on the wire, a page read by Probant itself, the publisher's driver,
 * a named person.
 */
export type Source = 'fil' | 'ecran' | 'adaptateur' | 'personne';

/** How much a finding weighs; only `bloquant` makes a control point `non_conforme`. */
export type Severity = 'bloquant' | 'avertissement' | 'information';

/** One discrepancy seen by a rule. */
export interface Finding {
  /** Stable code within the rule, such as `statut-inattendu`. */
  code: string;
  severity: Severity;
  /** Place of the discrepancy: an XPath, a header, a field of a read. */
  where: string;
  expected: string;
  got: string;
  /** French sentence for the reader. */
  message: string;
  /** French: what to do about it, in the product. */
  remedy: string;
}

/** Key of a control point: a scenario of the catalogue and the ordinal (from 1) of its REM step. */
export interface PointKey {
  scenario: string;
  ordinal: number;
}

/** `INS/va1.28.01#2`: the text form of a {@link PointKey}. */
export function pointId(point: PointKey): string {
  return `${point.scenario}#${point.ordinal}`;
}

/**
 * Reference to bytes of the evidence store.
 *
 * `size` is the length kept; a body cut at the cap also has `fullSize` and `fullSha256`.
 */
export interface BlobRef {
  sha256: string;
  size: number;
  fullSize?: number;
  fullSha256?: string;
}

/** One thing seen or done during a scenario, in order; replay answers from these. */
export interface Observation {
  /** Ordinal within the scenario, from 1. */
  n: number;
  point: PointKey;
  kind: 'action' | 'lecture' | 'echanges';
  /** Verb of the driver contract, or name of the mocked service. */
  verb: string;
  args: JsonObject;
  source: Source;
  /** Who saw, when the source is `personne`. */
  person?: string;
  /** Canonical JSON of what was seen: `{scenario, point, n, verb, args, value}`. Absent when it failed. */
  blob?: BlobRef;
  /** Bytes that go with it: messages of the exchanges, the page's ARIA snapshot, a produced document. */
  attachments: Array<BlobRef & { name: string; mediaType: string }>;
  /** Coded error that stopped the scenario here. */
  error?: { code: string; cause: Cause; message: string };
}

/** What a rule said of stated inputs, at a control point. */
export interface CheckRecord {
  point: PointKey;
  rule: string;
  ruleVersion: string;
  parameters: Json;
  /** Digest and source of each named input. */
  inputs: Record<string, { sha256: string; source: Source }>;
  findings: Finding[];
}

/** Kinds of proof that Probant collects or takes in; names of the catalogue's proof types where one exists. */
export type ProofKind =
  | 'capture_ecran'
  | 'video'
  | 'trace'
  | 'aria'
  | 'message'
  | 'lecture'
  | 'document'
  | 'source_smtp'
  | 'message_soap_vihf'
  | 'message_hl7'
  | 'document_pdf_a1'
  | 'fichier_cda_xdm'
  | 'log_tls_ou_config_tls'
  | 'extraction_tableau_de_bord'
  | 'piece_externe';

/** A piece of evidence attached to a scenario, or to one of its points. */
export interface ProofRecord {
  scenario: string;
  /** Absent for what covers the whole scenario, such as the video. */
  ordinal?: number;
  kind: ProofKind;
  name: string;
  mediaType: string;
  blob: BlobRef;
  source: Source;
  /** Address of the platform that answered, where a relay stood between it and the product (docs/relais.md). */
  relais?: string;
}
