import { CabinetError } from '../cabinet-error.ts';
import type { DefectSet } from '../defects.ts';
import type { Act, Journals } from '../journals.ts';
import type { DocumentKind, FormerAuthor, MedicalDocument, ReceivedDocument, Recipient } from './document.ts';
import { newOid } from './identifiers.ts';
import { kinds } from './kinds.ts';
import { isPhysician } from './organisation.ts';
import type { Report } from './report.ts';

/** What is typed to write a document. */
export interface Draft {
  type: DocumentKind;
  titre: string;
  texte: string;
  compteRendu?: Report;
  destinataires?: readonly Recipient[];
}

/** What a new version has of its own. */
export type Change = Pick<Draft, 'texte' | 'compteRendu'>;

/** A document of before, as it is taken over. */
export interface FormerDraft extends Draft {
  /** When the act took place. */
  date: Date;
  auteur: FormerAuthor;
}

/** What writing gives: nothing was kept when there is no document. */
export interface Written {
  document: MedicalDocument | null;
  messages: string[];
}

/** Told of each document that is validated; gives what to say to the user. */
export type ValidatedListener = (act: Act, document: MedicalDocument) => string[] | Promise<string[]>;

/** The documents of the patients' files: written, versioned, deleted. */
export class DocumentService {
  readonly #journals: Journals;
  readonly #planted: DefectSet;
  readonly #documents = new Map<string, MedicalDocument>();
  readonly #received = new Map<string, ReceivedDocument>();
  readonly #listeners: ValidatedListener[] = [];

  constructor(journals: Journals, planted: DefectSet) {
    this.#journals = journals;
    this.#planted = planted;
  }

  /** Every document that the practice wrote, the oldest first. */
  all(): MedicalDocument[] {
    return [...this.#documents.values()];
  }

  /** Documents of a file that the practice wrote, the oldest first. */
  of(dossier: string): MedicalDocument[] {
    return [...this.#documents.values()].filter((document) => document.dossier === dossier);
  }

  /** Documents of a file that came from outside, the oldest first. */
  receivedOf(dossier: string): ReceivedDocument[] {
    return [...this.#received.values()].filter((document) => document.dossier === dossier);
  }

  /** @throws {@link CabinetError} `dossier_inconnu` */
  document(dossier: string, id: string): MedicalDocument {
    const found = this.#documents.get(id);
    if (found?.dossier !== dossier) throw new CabinetError('dossier_inconnu', `Le document « ${id} » n’existe pas.`);
    return found;
  }

  /** A document that came from outside; undefined when there is none of that id in the file. */
  received(dossier: string, id: string): ReceivedDocument | undefined {
    const found = this.#received.get(id);
    return found?.dossier === dossier ? found : undefined;
  }

  /** The version that a document replaces. */
  replacedBy(document: MedicalDocument): MedicalDocument | undefined {
    return document.remplace === null ? undefined : this.#documents.get(document.remplace);
  }

  /** Asks to be told of validations. */
  onValidated(listener: ValidatedListener): void {
    this.#listeners.push(listener);
  }

  create(act: Act, draft: Draft): Written {
    const missing = [draft.titre.trim() === '' && 'le titre', draft.texte.trim() === '' && 'le texte'].filter(Boolean);
    if (missing.length > 0)
      return { document: null, messages: [`Document non enregistré : ${missing.join(' et ')} manque.`] };
    const document = this.#planted.has('document-non-enregistre')
      ? null
      : this.#add(act, draft, { setId: newOid(), version: 1, remplace: null });
    return { document, messages: [`${kinds[draft.type].label} : brouillon enregistré.`] };
  }

  /** Chooses whom a draft is meant for. */
  address(act: Act, id: string, recipients: readonly Recipient[]): string[] {
    const document = this.document(act.patient.id, id);
    if (document.etat !== 'brouillon')
      return [`Ce document est ${document.etat} : ses destinataires ne changent plus.`];
    const chosen = recipients.filter(({ nom }) => nom.trim() !== '');
    document.destinataires = this.#planted.has('destinataires-premier-seul') ? chosen.slice(0, 1) : chosen;
    return [
      `Destinataires enregistrés : ${chosen.map(({ prenom, nom }) => `${prenom} ${nom}`).join(', ') || 'aucun'}.`,
    ];
  }

  /** Takes over a document of before: it was signed then, by its author (DMP/HISTO.03). */
  takeOver(act: Act, { auteur, date, ...draft }: FormerDraft): Written {
    if (Number.isNaN(date.getTime()) || draft.titre.trim() === '' || auteur.nom.trim() === '') {
      return { document: null, messages: ['Document non repris : le titre, la date ou l’auteur manque.'] };
    }
    const { prenom, nom } = auteur;
    const document = this.#add(act, draft, {
      ...{ setId: newOid(), version: 1, remplace: null, redacteur: auteur },
      ...{ auteur: `${prenom} ${nom}`, date, etat: 'validé', valideLe: date },
    });
    return { document, messages: [`${kinds[draft.type].label} reprise dans le dossier.`] };
  }

  /** Signs a draft; the version that it replaces is then out of date. */
  async validate(act: Act, id: string): Promise<string[]> {
    const document = this.document(act.patient.id, id);
    if (!isPhysician(act.user)) return [`Validation impossible : ${act.user.nom} n’est pas le médecin qui signe.`];
    if (document.etat !== 'brouillon') return [`Ce document est déjà ${document.etat} : il n’y a rien à valider.`];
    if (this.#planted.has('document-validation-sans-effet')) return ['Document validé.'];
    document.etat = 'validé';
    document.valideLe = new Date();
    const replaced = this.replacedBy(document);
    if (replaced !== undefined) replaced.etat = 'remplacé';
    this.#journals.access(act, 'Validation d’un document', `${document.titre}, version ${document.version}`);
    const told = await Promise.all(this.#listeners.map((listener) => listener(act, document)));
    return ['Document validé.', ...told.flat()];
  }

  /** Writes the next version of a validated document. */
  replace(act: Act, id: string, change: Change): Written {
    const former = this.document(act.patient.id, id);
    const refusal = this.#replacementRefusal(former, change);
    if (refusal !== null) return { document: null, messages: [refusal] };
    const planted = this.#planted;
    const document = this.#add(
      act,
      { ...versionOf(former), ...change },
      {
        setId: planted.has('version-autre-set-id') ? newOid() : former.setId,
        version: planted.has('version-non-incrementee') ? former.version : former.version + 1,
        remplace: former.id,
        destinataires: former.destinataires,
        ...(planted.has('version-meme-identifiant') ? { uniqueId: former.uniqueId } : {}),
      },
    );
    return {
      document,
      messages: [
        `Version ${document.version} enregistrée en brouillon : elle annule et remplace la version ${former.version}.`,
      ],
    };
  }

  /** Deletes a document of the file; it stays readable as deleted. */
  remove(act: Act, id: string): string[] {
    const received = this.received(act.patient.id, id);
    const document = received ?? this.document(act.patient.id, id);
    if (document.etat === 'supprimé') return ['Ce document est déjà supprimé.'];
    this.#journals.access(act, 'Suppression d’un document', document.titre);
    if (!this.#planted.has('suppression-locale-sans-effet')) document.etat = 'supprimé';
    return ['Document supprimé du dossier.'];
  }

  /** Files a document that came from outside. */
  receive(document: Omit<ReceivedDocument, 'id' | 'etat'>): ReceivedDocument {
    const received: ReceivedDocument = { ...document, id: this.#nextId(), etat: 'reçu' };
    this.#received.set(received.id, received);
    return received;
  }

  #replacementRefusal(former: MedicalDocument, { texte, compteRendu }: Change): string | null {
    if (former.etat === 'brouillon') return 'Un brouillon ne se remplace pas : validez-le d’abord.';
    if (former.etat !== 'validé') return `Ce document est ${former.etat} : il ne peut pas être remplacé.`;
    const pending = [...this.#documents.values()].find(
      ({ remplace, etat }) => remplace === former.id && etat === 'brouillon',
    );
    if (pending !== undefined) return `La version ${pending.version} de ce document attend déjà d’être validée.`;
    if (texte.trim() === '') return 'Document non enregistré : le texte manque.';
    // EX_GEN-1060: what has not changed is not shared again.
    return texte === former.texte && compteRendu === undefined
      ? 'Le texte n’a pas changé : aucune nouvelle version n’est enregistrée.'
      : null;
  }

  #add(
    act: Act,
    draft: Draft,
    version: Pick<MedicalDocument, 'setId' | 'version' | 'remplace'> & Partial<MedicalDocument>,
  ): MedicalDocument {
    const document: MedicalDocument = {
      uniqueId: newOid(),
      destinataires: [],
      id: this.#nextId(),
      dossier: act.patient.id,
      auteur: act.user.nom,
      redacteur: null,
      date: new Date(),
      etat: 'brouillon',
      valideLe: null,
      partages: [],
      ...draft,
      ...version,
    };
    this.#documents.set(document.id, document);
    this.#journals.access(act, 'Rédaction d’un document', `${document.titre}, version ${document.version}`);
    return document;
  }

  #nextId(): string {
    return `D${1 + this.#documents.size + this.#received.size}`;
  }
}

/** What a new version takes from the former one. */
function versionOf({ type, titre, compteRendu }: MedicalDocument): Omit<Draft, 'texte'> {
  return { type, titre, ...(compteRendu === undefined ? {} : { compteRendu: { ...compteRendu } }) };
}
