import { bare } from './wording.ts';

/** Words of a proof's text, without accents → the types that they ask for (facts, REM §4.1). */
const types: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [/\bvideos?\b|\bfilm/, ['video']],
  [/\bdemonstrations?\b|\bcopies? d ecran|\bcaptures?\b/, ['capture_ecran']],
  [/\bgazelle\b|\bespace de tests?\b|\blien permanent\b/, ['lien_espace_test_gazelle']],
  [/\bnumero d execution\b|\boutil de tests? editeurs\b/, ['id_execution_test_mssante']],
  [/\bcnda\b|\bhomologation\b/, ['justificatif_cnda']],
  [/\bpassi\b|\btest d intrusion\b/, ['formulaire_test_intrusion_PASSI']],
  [/\battestations?\b|\bhonneur\b/, ['attestation_sur_honneur']],
  [/\bweb ps\b/, ['capture_web_ps_dmp']],
  [/\bsmtp\b|\bsource du (?:message|courriel)/, ['source_smtp']],
  [/\bsoap\b|\bvihf\b/, ['message_soap_vihf']],
  [/\bpdf\b/, ['document_pdf_a1']],
  [/\bcda\b|\bxdm\b/, ['fichier_cda_xdm']],
  [/\bhl7\b|\bdump\b/, ['message_hl7']],
  [/\btls\b/, ['log_tls_ou_config_tls']],
  [/\bjournal\b|\bjournaux\b|\blogs?\b|\btraces?\b/, ['log_trace']],
  [/\bextractions?\b|\btableau de bord\b/, ['extraction_tableau_de_bord']],
  [/\bcsv\b/, ['fichier_csv']],
  [/\bcode\b|\bconfiguration\b/, ['extrait_config_ou_code']],
  [/\bpssi\b|\bpas\b|\bprocedures?\b/, ['PAS_PSSI_DAT_procedure']],
  [/\bdocumentation\b|\bmanuel\b|\bguide\b/, ['documentation']],
];

/** The proof types that a workbook's words ask for; `non_reconnue` when they name none that is known. */
export function proofTypes(text: string): string[] {
  const words = bare(text);
  const found = types.flatMap(([pattern, asked]) => (pattern.test(words) ? asked : []));
  return found.length === 0 ? ['non_reconnue'] : found;
}
