import { escapeXml } from '../../core/index.ts';
import type { InsiDirectory } from './directory.ts';
import { type Lot, longestLot, lotDelay } from './lots.ts';
import { insiNamespaces as ns } from './namespaces.ts';
import type { InsiRequest } from './request.ts';
import { isBlank, lacksTrait, type Refusal } from './validation.ts';
import type { IdentityClaim } from './verification-request.ts';

// Source note. No public text describes the verification (facts, INSi §1.9): known are the name of the unit operation,
// the namespace of its answer, and the elements that an integrator sends. All else is Probant's own, so every code here
// begins with `probant_`, and every answer says that it is of the profile « non documenté ».

/** What came of one identity. */
export interface VerificationResult {
  code: 'probant_identite_verifiee' | 'probant_identite_non_verifiee' | 'probant_verification_impossible';
  /** Unaccented, as the labels of the searches are. */
  label: string;
}

/** What answers a verification. */
export interface VerificationContext {
  directory: InsiDirectory;
  now: number;
  /** Makes the number of a batch. */
  newId(): string;
}

const labels = {
  probant_identite_verifiee: 'Identite verifiee',
  probant_identite_non_verifiee: 'Identite non verifiee',
} as const;

/** The name of the profile, as the header `X-Probant-Profil` says it: headers are ASCII (RFC 9110 §5.5). */
export const verificationProfile = 'non_documente';

/** The XML answer to a verification, or why there is none. */
export function answerVerification(request: InsiRequest, context: VerificationContext): string | Refusal {
  if (request.operation === 'WS_INS3') return unit(request.claims, context.directory);
  return request.operation === 'WS_INS4' ? deposit(request.claims, context) : retrieve(request.lot ?? '', context);
}

/** Says in a message that its form is Probant's own. */
export function labelled(xml: string): string {
  const note = '<!-- Profil Probant « non documenté » : aucun texte public ne décrit cette opération. -->\n';
  return xml.replace(/\?>\n/, (end) => end + note);
}

function unit(claims: readonly IdentityClaim[], directory: InsiDirectory): string | Refusal {
  const [claim] = claims;
  if (claim === undefined || isIncomplete(claim)) return { code: 'probant_trait_absent' };
  const verdict = directory.verify(claim);
  if (typeof verdict !== 'string') return { code: verdict.fault };
  const report = reportXml(resultOf(verdict));
  return envelope(`<Resultat xmlns="${ns.rep}">${report}</Resultat>`);
}

function deposit(claims: readonly IdentityClaim[], { directory, now, newId }: VerificationContext): string | Refusal {
  if (claims.length === 0) return { code: 'probant_lot_vide' };
  if (claims.length > longestLot) return { code: 'probant_lot_trop_grand', detail: `Au plus ${longestLot}.` };
  const results = claims.map((claim) => batchResult(claim, directory));
  const lot = { id: newId(), dueAt: now + lotDelay, results };
  directory.lots.deposit(lot);
  return lotXml(lot, 'probant_lot_recu');
}

function retrieve(id: string, { directory, now }: VerificationContext): string | Refusal {
  const lot = directory.lots.find(id);
  if (lot === undefined) return { code: 'probant_lot_inconnu' };
  if (now < lot.dueAt) return lotXml(lot, 'probant_lot_en_cours');
  const lines = lot.results.map((result, i) => `<Resultat Rang="${i + 1}">${reportXml(result)}</Resultat>`);
  return lotXml(lot, 'probant_lot_termine', lines.join(''));
}

/** One wrong identity does not stop the others. */
function batchResult(claim: IdentityClaim, directory: InsiDirectory): VerificationResult {
  if (isIncomplete(claim)) return { code: 'probant_verification_impossible', label: 'Trait ou INS absent' };
  const verdict = directory.verify(claim);
  if (typeof verdict === 'string') return resultOf(verdict);
  return { code: 'probant_verification_impossible', label: `Erreur ${verdict.fault}` };
}

function resultOf(verdict: 'verifiee' | 'non_verifiee'): VerificationResult {
  const code = `probant_identite_${verdict}` as const;
  return { code, label: labels[code] };
}

function isIncomplete({ matricule, oid, traits }: IdentityClaim): boolean {
  return isBlank(matricule) || isBlank(oid) || isBlank(traits.nomNaissance) || lacksTrait(traits);
}

function reportXml({ code, label }: VerificationResult): string {
  return `<CR><CodeCR>${code}</CodeCR><LibelleCR>${escapeXml(label)}</LibelleCR></CR>`;
}

function lotXml({ id, dueAt, results }: Lot, state: string, lines = ''): string {
  const due = new Date(dueAt).toISOString();
  return envelope(
    `<Lot xmlns="${ns.lot}"><IdLot>${id}</IdLot><Etat>${state}</Etat><Nombre>${results.length}</Nombre>` +
      `<Disponible>${due}</Disponible>${lines}</Lot>`,
  );
}

function envelope(body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<soap:Envelope xmlns:soap="${ns.soap}"><soap:Body>${body}</soap:Body></soap:Envelope>`
  );
}
