/** Movements and updates of identity that the platform sends (PAM France). */
export const identityEvents = ['A01', 'A03', 'A04', 'A05', 'A08', 'A28', 'A31', 'A40', 'A47'] as const;

/** An event of {@link identityEvents}. */
export type Hl7Event = (typeof identityEvents)[number];

/** Statuses of an identity that PID-32 says. */
export const identityStatuses = ['VALI', 'PROV', 'VIDE', 'DOUTE', 'FICTI'] as const;

/** A status of {@link identityStatuses}. */
export type IdentityStatus = (typeof identityStatuses)[number];

/** A patient as the platform names one. */
export interface IdentityMessage {
  evenement: Hl7Event;
  /** Identifier of the patient in the hospital (PID-3, type PI). */
  ipp: string;
  nomNaissance: string;
  prenom: string;
  /** Every first name, separated by spaces. */
  prenoms: string;
  nomUtilise?: string;
  sexe: string;
  /** `AAAA-MM-JJ`. */
  dateNaissance: string;
  /** COG code. */
  lieuNaissance: string;
  /** PID-32; it says nothing of what PID-3 holds. */
  statut: IdentityStatus;
  /**
   * The INS of PID-3: its matricule of 15 characters and its OID; `supprimee` says with the null value of HL7 (`""`) that
   * there is none any more; absent: no occurrence.
   */
  ins?: { matricule: string; oid: string } | 'supprimee';
  /** Number of the stay (PV1-19, PID-18). */
  venue?: string;
}

/** A document as the platform hands one over to the software of the hospital (volet « Transmission au LPS »). */
export interface DocumentMessage extends Omit<IdentityMessage, 'evenement'> {
  /** The CDA. */
  cda: Buffer;
  /** LOINC code of its type; `11488-4` unless said. */
  type?: string;
  libelle?: string;
  /** `T02`, a document; `T10`, one that replaces another; `T04`, one whose metadata change. `T02` unless said. */
  transaction?: 'T02' | 'T04' | 'T10';
}

/** What became of a document that the product gave to the platform (ZAM). */
export interface BusinessReport {
  /** `Z01`: the DMP; `Z02`: received by a mailbox; `Z03`: read there. */
  evenement: 'Z01' | 'Z02' | 'Z03';
  /** MSH-10 of the message that carried the document; the last MDM, ORU or OUL of `cle` unless said. */
  message?: string;
  /** Whose document it was: a birth name, a matricule. */
  cle: string;
  succes: boolean;
  /** Mailbox, for Z02 and Z03. */
  boite?: string;
  /** Why it failed: `DMPPatientUnknown`, `550`, `902`… */
  erreur?: { code: string; libelle?: string };
}

/** What the platform sends to the product. */
export type Hl7Sending = (
  | { identite: IdentityMessage }
  | { document: DocumentMessage }
  | { accuse: BusinessReport }
  /** The very bytes of a message, without its MLLP frame. */
  | { message: Buffer }
) & {
  /** Birth names and matricules that attribute the exchange, besides those of its PID. */
  cles?: readonly string[];
  owner?: string;
};

/** What became of a message sent to the product. */
export interface Hl7Delivery {
  /** True when the product acknowledged it, whatever its acknowledgement says. */
  sent: boolean;
  reason?: 'injoignable' | 'sans_reponse' | 'document_inconnu';
  /** MSH-10. */
  message: string;
  /** MSA-1 of the acknowledgement. */
  code?: string;
}

/** How the platform answers a message. */
export type Hl7Answer =
  | {
      code: 'AA' | 'AE' | 'AR';
      /** Of AE and AR. `condition` is of table 0357 (`207` unless said), `application` of table 0533 (`902`…). */
      erreur?: { condition?: string; application?: string; libelle?: string };
      delaiMs?: number;
    }
  /** Never answers. */
  | { silence: true }
  /** Cuts the connection. */
  | { coupure: true };

/** One prepared answer; the latest match wins. */
export interface Hl7Program {
  match?: {
    /** Birth name or matricule of the PID. */
    cle?: string;
    /** `MDM`, `ORU`, `ADT`… */
    type?: string;
    /** `T02`, `A31`… */
    evenement?: string;
  };
  answer: Hl7Answer;
  /** Whose answer it is: a reset of that owner forgets it. */
  owner?: string;
}

/** Control of the mocked platform of interoperability (PFI). */
export interface Hl7Control {
  /** Adds a prepared answer; a message that none matches gets AA, one that can't be read AE. */
  program(entry: Hl7Program): void;
  /** Sends a message to the product; resolves once the product has acknowledged it, or has not in ten seconds. */
  send(sending: Hl7Sending): Promise<Hl7Delivery>;
  /** Messages of a patient (birth name or matricule) received from the product, in order, without their frame. */
  received(cle: string): Buffer[];
  /** Forgets the prepared answers of an owner, or all of them. */
  reset(owner?: string): void;
}
