/** A code of the national terminologies (NOS) and its label. */
export interface Coded {
  code: string;
  libelle: string;
}

/** An MSS mailbox, as the directory publishes it. */
export interface Mailbox {
  adresse: string;
  /** Of a professional: `PER` or `CAB` (his practice); of a structure: `ORG` (a team) or `APP` (a software). TRE_R257. */
  type: 'PER' | 'CAB' | 'ORG' | 'APP';
  /** Its holder accepts to receive documents in digital form only. */
  dematerialisation: boolean;
  description?: string;
  /** Given to the RPPS number and the structure of his main activity, not to the RPPS number alone. */
  activite?: true;
}

/** Where a professional works. */
export interface WorkPlace {
  /** Technical id: `R` and digits where the RPPS gave it, `F` and the FINESS number otherwise. */
  id: string;
  raisonSociale: string;
  finess?: string;
  secteur: Coded;
  numeroVoie: string;
  typeVoie: Coded;
  voie: string;
  codePostal: string;
  /** Its code is that of the INSEE. */
  commune: Coded;
  telephone: string;
}

/** A heavy equipment (EML), a `Device` of the API. */
export interface Equipment {
  /** Number of the ARHGOS authorisation, `DD-DD-NNNNN`. */
  arhgos: string;
  /** TRE_R272. */
  type: Coded;
  marque: string;
  modele: string;
  numeroSerie: string;
  actif: boolean;
}

/** A care activity or a social equipment, a `HealthcareService` of the API. */
export interface CareService {
  arhgos: string;
  nature: 'soins' | 'social';
  /** TRE_R274 of care, TRE_R280 of a social equipment. */
  activite: Coded;
  /** TRE_R275; care only. */
  modalite?: Coded;
  /** TRE_R276 of care, TRE_R209 of a social equipment. */
  forme: Coded;
  actif: boolean;
}

/** A structure of the directory. */
export interface Structure extends WorkPlace {
  /** A legal entity (FINESS EJ); a geographical one otherwise. */
  juridique?: true;
  /** Id of the legal entity to which it belongs. */
  rattachement?: string;
  siren?: string;
  /** TRE_R66. */
  categorie?: Coded;
  /** TRE_R72. */
  statutJuridique?: Coded;
  /** TRE_R75. */
  ape?: Coded;
  /** Number of the licence of a pharmacy. */
  licence?: string;
  /** `ORG` and `APP`. */
  mailboxes?: readonly Mailbox[];
  /** Ordinary e-mail address: it is no MSS mailbox. */
  courriel?: string;
  equipements?: readonly Equipment[];
  services?: readonly CareService[];
  /** False: closed. */
  actif?: boolean;
}

/** One activity of a professional (situation d’exercice). */
export interface Activity {
  structure: WorkPlace;
  /** Self-employed or salaried. */
  mode: 'L' | 'S';
  /** TRE_R21. */
  fonction?: Coded;
  /** Section of the register of pharmacists, TRE_R06. */
  section?: Coded;
  /** Mailboxes given to the RPPS number and this structure. */
  mailboxes?: readonly Mailbox[];
}

/** A card of a professional. */
export interface SmartCard {
  /** TRE_R87. */
  type: 'CPS' | 'CPF';
  numero: string;
  /** `AAAA-MM-JJ`. */
  debut: string;
  fin: string;
}

/** A fictitious professional of the directory. */
export interface Professional {
  /** 11 digits. */
  rpps: string;
  civilite: 'M' | 'MME';
  nom: string;
  prenom: string;
  profession: Coded;
  savoirFaire?: Coded;
  /** Self-employed or salaried, in his main activity. */
  mode: 'L' | 'S';
  /** Structure of his main activity. */
  structure: WorkPlace;
  /** Function in his main activity. */
  fonction?: Coded;
  section?: Coded;
  autresActivites?: readonly Activity[];
  mailboxes: readonly Mailbox[];
  cartes?: readonly SmartCard[];
  /** False: he stopped, and is in the extractions no more; the API still has him, `active: false`. */
  actif?: boolean;
}

/** His activities, the main one first. */
export function activitiesOf(one: Professional): Activity[] {
  const { structure, mode, fonction, section } = one;
  const mailboxes = one.mailboxes.filter(({ activite }) => activite === true);
  const main: Activity = {
    structure,
    mode,
    ...(fonction === undefined ? {} : { fonction }),
    ...(section === undefined ? {} : { section }),
    ...(mailboxes.length === 0 ? {} : { mailboxes }),
  };
  return [main, ...(one.autresActivites ?? [])];
}
