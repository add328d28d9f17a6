import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { instantText } from '../dates.ts';
import type { MedicalDocument } from '../documents/document.ts';
import { kinds } from '../documents/kinds.ts';
import { insOf } from '../documents/subject.ts';
import type { Refusal } from '../hl7/envelope.ts';
import type { Received } from '../hl7/er7.ts';
import type { Act } from '../journals.ts';
import { patientAddress } from '../mail/patient-address.ts';
import { type Patient, statusLabels } from '../model.ts';
import { businessAnswer, technicalAnswer } from './answers.ts';
import { documentMessage } from './document-message.ts';
import { type Destinations, destinationText, type PfiRecipient, type Transmission } from './transmission.ts';

/** What the user chose for one document. */
export type Choice = Omit<VerbArgs<'transmettrePfi'>, 'dossier' | 'document'>;

/** A line of the list of transmissions. */
export type TransmissionLine = VerbResult<'lireTransmissions'>['lignes'][number];

const open = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };

/** The documents that a hospital gives to its platform of interoperability, and what comes back. */
export class PfiService {
  readonly #cabinet: Cabinet;
  readonly #transmissions: Transmission[] = [];

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
    cabinet.documents.onValidated((act, document) => this.#afterValidation(act, document));
    cabinet.hl7.onMessage('ZAM', (message) => this.#acknowledged(message));
  }

  /** Documents of a file that can be given to the platform. */
  documents(dossier: string): MedicalDocument[] {
    return this.#cabinet.documents.of(dossier).filter(({ etat }) => etat === 'validé');
  }

  /** What was given to the platform, the latest first, as the screen shows it. */
  lines(dossier: string): TransmissionLine[] {
    const { planted } = this.#cabinet;
    return this.#transmissions
      .filter(({ patient }) => patient.id === dossier)
      .toReversed()
      .map(({ document, at, destinations, acquittement, dmp, mssante }) => ({
        titre: document.titre,
        date: instantText(at),
        destinations: planted.has('pfi-destinations-tues') ? '' : destinationText(destinations),
        acquittement: planted.has('pfi-acquittement-tu') ? 'transmis' : acquittement,
        dmp,
        mssante: mssante.join(', '),
      }));
  }

  /** Gives a validated document to the platform. */
  async transmit(act: Act, id: string, choice: Choice): Promise<string[]> {
    const document = this.#cabinet.documents.document(act.patient.id, id);
    const destinations: Destinations = {
      dmp: choice.dmp,
      recipients: choice.destinataires.map((mssante) => this.#recipient(document, mssante.trim())),
      patient: choice.patient ? patientAddress(act.patient, this.#cabinet.planted) : null,
      visibility: choice,
    };
    const refusal = this.#refusal(act, document, { destinations, choice });
    if (refusal !== null) return this.#blocked(act, refusal);
    return this.#send(act, document, destinations);
  }

  /** Gives the platform, by itself, what has just been validated, where the hospital has chosen so (DMP/va1.05, MSS/va1.24). */
  async #afterValidation(act: Act, document: MedicalDocument): Promise<string[]> {
    const { settings, planted, refusals } = this.#cabinet;
    const chosen = (name: 'depot_automatique_pfi' | 'envoi_automatique_pfi'): boolean =>
      settings.get(name) === 'oui' || planted.has('pfi-automatique-non-regle');
    const qualified = insOf({ patient: act.patient, planted }) !== null;
    const refused = refusals.has(act.patient.id, 'dmp') && !planted.has('pfi-depot-malgre-opposition');
    const dmp =
      chosen('depot_automatique_pfi') && qualified && !refused && !planted.has('pfi-depot-automatique-absent');
    const mail = chosen('envoi_automatique_pfi') && !refusals.has(act.patient.id, 'mss_pro');
    const known = mail && !planted.has('pfi-envoi-automatique-absent') ? document.destinataires : [];
    const recipients = known.filter(({ mssante }) => mssante !== '');
    if (!dmp && recipients.length === 0) return [];
    const messages = await this.#send(act, document, { dmp, recipients, patient: null, visibility: open });
    return messages.map((message) => `Transmission automatique : ${message}`);
  }

  #recipient({ destinataires }: MedicalDocument, mssante: string): PfiRecipient {
    const known = destinataires.find((one) => one.mssante === mssante);
    return known ?? { mssante, nom: '', prenom: '', rpps: '' };
  }

  #refusal(
    { patient }: Act,
    document: MedicalDocument,
    { destinations, choice }: { destinations: Destinations; choice: Choice },
  ): string | null {
    const { planted, refusals, hl7 } = this.#cabinet;
    const { dmp, recipients } = destinations;
    if (!hl7.connected) return 'Transmission impossible : aucune plateforme d’interopérabilité n’est réglée.';
    if (document.etat !== 'validé') return `Transmission impossible : le document est ${document.etat}.`;
    if (!dmp && recipients.length === 0 && !choice.patient)
      return 'Transmission impossible : choisissez une destination.';
    if (choice.patient && destinations.patient === null) {
      return 'Transmission impossible : le patient n’a pas d’adresse, son INS n’est pas qualifiée.';
    }
    if (choice.patient && choice.invisiblePatient) {
      return 'Transmission impossible : un document invisible au patient ne lui est pas envoyé.';
    }
    if (dmp && refusals.has(patient.id, 'dmp') && !planted.has('pfi-depot-malgre-opposition')) {
      return 'Transmission bloquée : le patient s’oppose à l’alimentation de son DMP.';
    }
    if (recipients.length > 0 && refusals.has(patient.id, 'mss_pro')) {
      return 'Transmission bloquée : le patient refuse l’envoi de ses documents aux professionnels par MSSanté.';
    }
    return dmp && insOf({ patient, planted }) === null
      ? `Transmission au DMP impossible : l’identité est ${statusLabels[patient.statut]}, elle doit être qualifiée.`
      : null;
  }

  #blocked(act: Act, refusal: string): string[] {
    this.#cabinet.journals.access(act, 'Transmission non effectuée', refusal);
    return this.#cabinet.planted.has('pfi-blocage-tu') ? [] : [refusal];
  }

  async #send(act: Act, document: MedicalDocument, destinations: Destinations): Promise<string[]> {
    const { planted, files, hl7, settings, couloir } = this.#cabinet;
    if (planted.has('pfi-non-envoye')) return ['Document transmis à la plateforme : accepté.'];
    const { patient } = act;
    const message = documentMessage({
      source: files.sourceOf(document, patient),
      cda: await files.cdaOf(document, patient),
      destinations,
      ipp: hl7.intake.ippOf(patient),
      family: couloir === 'BIO-SGL' ? 'ORU' : 'MDM',
      reply: settings.get('adresse_retour').trim(),
    });
    const sent: Transmission = {
      id: message.id,
      patient,
      document,
      at: new Date(),
      destinations,
      accepted: false,
      acquittement: 'en attente',
      dmp: '',
      mssante: [],
    };
    // Kept before it leaves: the platform may say what became of it before it acknowledges.
    this.#transmissions.push(sent);
    const { reponse, acquittement } = await hl7.send(patient, message);
    const { accepted, text } =
      reponse === undefined ? { accepted: false, text: acquittement } : technicalAnswer(reponse);
    Object.assign(sent, { accepted: accepted || planted.has('pfi-acquittement-ignore'), acquittement: text });
    if (planted.has('pfi-acquittement-ignore')) sent.acquittement = 'accepté';
    return this.#told(act, sent);
  }

  #told(act: Act, { document, destinations, accepted, acquittement }: Transmission): string[] {
    const where = destinationText(destinations);
    this.#cabinet.exchanges.add({
      auteur: act.user.nom,
      dossier: act.patient.id,
      kind: destinations.dmp ? 'depot_dmp' : 'mss_pro',
      partenaire: `PFI : ${where}`,
      objet: `${kinds[document.type].label} « ${document.titre} », version ${document.version}`,
      reussi: accepted,
      reponse: acquittement,
      ins: insOf({ patient: act.patient, planted: this.#cabinet.planted }) !== null,
    });
    if (!accepted) return [`Le document n’a pas été transmis à la plateforme : ${acquittement}.`];
    document.partages.push(`PFI : ${where}`);
    return [`Document transmis à la plateforme (${where}) : ${acquittement}.`];
  }

  /** A business acknowledgement says what the DMP or a mailbox did with a document (CDA/HL7.01). */
  #acknowledged(message: Received): Patient | Refusal {
    const { planted } = this.#cabinet;
    const answer = businessAnswer(message);
    const about = this.#transmissions.find(({ id }) => id === answer?.message);
    if (answer === null || about === undefined) {
      return { condition: '207', where: 'OBX^1^4', application: '906', texte: 'Document inconnu' };
    }
    const { patient } = about;
    if (planted.has('pfi-accuse-ignore')) return patient;
    const text = planted.has('pfi-accuse-toujours-bon')
      ? answer.text.replace(/^échec du dépôt au DMP.*/, 'déposé au DMP')
      : answer.text;
    if (answer.about === 'dmp') about.dmp = text;
    else if (!planted.has('pfi-accuse-mssante-ignore')) about.mssante.push(text);
    return patient;
  }
}
