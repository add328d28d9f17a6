import type { Cabinet } from '../cabinet.ts';
import type { Received } from '../hl7/er7.ts';
import { toInsiText } from '../lexicon.ts';
import { type CdaDocument, readCda } from '../mail/cda-reader.ts';
import type { Patient } from '../model.ts';

/** Why a document was not taken: a code of table 0533 (CI-SIS, « Transmission au LPS »), and its label. */
export interface NotTaken {
  code: '902' | '903' | '904' | '906';
  texte: string;
}

const nothing: NotTaken = { code: '906', texte: 'Le message ne porte pas de document CDA lisible' };

/** Files the documents that the platform received by MSSanté and hands over (CDA/HL7.04). */
export class DocumentIntake {
  readonly #cabinet: Cabinet;

  constructor(cabinet: Cabinet) {
    this.#cabinet = cabinet;
  }

  /** Takes the document of a message into the file of its patient, whom it gives. */
  async take(message: Received): Promise<NotTaken | Patient | null> {
    const { planted, documents, exchanges } = this.#cabinet;
    const bytes = Buffer.from(message.get('OBX', 5, 5), 'base64');
    const cda = await readCda(bytes).catch(() => null);
    if (cda === null || planted.has('pfi-mdm-refuse')) return nothing;
    const patient = this.#patientOf(cda);
    if ('code' in patient) return planted.has('pfi-mdm-inconnu-accepte') ? null : patient;
    if (planted.has('pfi-mdm-non-classe')) return patient;
    documents.receive({
      dossier: patient.id,
      titre: planted.has('pfi-mdm-sans-titre') ? 'Document reçu' : cda.title,
      type: cda.type,
      origine: `PFI : ${cda.author}`,
      date: cda.at ?? new Date(),
      fichier: { nom: `${cda.title || message.get('MSH', 10)}.xml`, typeMime: 'text/xml', contenu: bytes },
    });
    exchanges.add({
      auteur: 'Plateforme d’interopérabilité',
      dossier: patient.id,
      kind: 'reception_mss',
      partenaire: `PFI : ${cda.author}`,
      objet: cda.title,
      reussi: true,
      reponse: 'classé au dossier',
      ins: cda.patient.ins !== '',
    });
    return patient;
  }

  /** The one qualified identity whose INS and traits are those of the document: nothing is filed on less (UX.07). */
  #patientOf({ patient: told }: CdaDocument): Patient | NotTaken {
    if (told.ins === '') return { code: '903', texte: 'Le document ne porte pas l’INS' };
    const same = this.#cabinet
      .patients()
      .filter(({ statut, matricule, oid }) => statut === 'QUAL' && matricule === told.ins && oid === told.oid);
    const [one] = same;
    if (one === undefined || same.length > 1) return { code: '902', texte: 'Identifiant de patient inconnu' };
    const { nomNaissance, dateNaissance, sexe } = one.traits;
    const alike =
      toInsiText(nomNaissance ?? '') === toInsiText(told.nomNaissance) &&
      dateNaissance === told.dateNaissance &&
      sexe === told.sexe;
    return alike ? one : { code: '904', texte: 'Les traits du document ne sont pas ceux de ce patient' };
  }
}
