import type { PointKey } from '../../core/index.ts';

/** What replay found that the dossier does not say, or says otherwise. */
export type DifferenceCode =
  | 'verification_absente'
  | 'verification_en_trop'
  | 'parametres'
  | 'entrees'
  | 'version_de_regle'
  | 'constats'
  | 'observation_absente'
  | 'observation_en_trop'
  | 'observation_etrangere'
  | 'octets_absents'
  | 'octets_alteres'
  | 'echange_hors_journal'
  | 'echange_absent'
  | 'fenetre'
  | 'interruption'
  | 'verdict';

const texts: Record<DifferenceCode, string> = {
  verification_absente: 'la vérification manque au dossier',
  verification_en_trop: 'cette version ne fait pas la vérification du dossier',
  parametres: 'les paramètres ne sont pas ceux de cette version',
  entrees: 'la règle a jugé d’autres octets',
  version_de_regle: 'la règle a changé de version',
  constats: 'les constats rejoués diffèrent de ceux du dossier',
  observation_absente: 'l’observation que la suite demande manque au dossier',
  observation_en_trop: 'le dossier porte une observation que la suite ne demande pas',
  observation_etrangere: 'l’observation n’est pas celle de ce point',
  octets_absents: 'les octets d’une observation manquent au dossier',
  octets_alteres: 'les octets ne sont pas ceux que leur empreinte désigne',
  echange_hors_journal: 'l’échange ne figure pas au journal, ou pas ainsi',
  echange_absent: 'le journal porte un échange que la fenêtre de l’observation ne montre pas',
  fenetre: 'la fenêtre du journal n’est pas celle de cette observation',
  interruption: 'le scénario ne s’arrête pas au même endroit',
  verdict: 'le verdict rejoué diffère de celui du dossier',
};

/** One difference, at a control point. */
export interface Difference {
  code: DifferenceCode;
  point: PointKey;
  /** Absent when no rule is concerned. */
  rule?: string;
  /** French. */
  message: string;
}

/** Makes a difference; `detail` says what was found and what was expected. */
export function difference(code: DifferenceCode, at: { point: PointKey; rule?: string }, detail = ''): Difference {
  return { code, ...at, message: detail === '' ? texts[code] : `${texts[code]} (${detail})` };
}
