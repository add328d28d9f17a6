import type { VerbArgs } from '../../contract/index.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { DefectSet } from '../defects.ts';
import type { Patient } from '../model.ts';
import type { Settings } from '../settings.ts';
import { type Niveau, writeCda } from './cda.ts';
import type { MedicalDocument } from './document.ts';
import type { DocumentService } from './document-service.ts';
import { compactDay } from './instants.ts';
import { kinds } from './kinds.ts';
import type { Organisation } from './organisation.ts';
import { writePdf } from './pdf.ts';
import type { Source } from './subject.ts';
import { writeXdm } from './xdm.ts';

/** A file that the software hands over. */
export interface ProducedFile {
  nom: string;
  typeMime: string;
  contenu: Buffer;
}

/** What a document can be obtained as. */
export type Forme = VerbArgs<'exporterDocument'>['forme'];

/** What the files of documents are made with. */
export interface FileFacts {
  documents: DocumentService;
  organisation: Organisation;
  settings: Settings;
  /** Who is in the RPPS no more: nobody where no directory is at hand. */
  hasLeft?(rpps: string): boolean;
  planted: DefectSet;
}

/** The files of a document: PDF/A-1, CDA R2 N1, IHE_XDM archive. One document and one identity give the same bytes. */
export class DocumentFiles {
  readonly #facts: FileFacts;

  constructor(facts: FileFacts) {
    this.#facts = facts;
  }

  /** The practice, as its documents name it. */
  get organisation(): Organisation {
    return this.#facts.organisation;
  }

  /** What a document is produced from, with the identity as it now is. */
  sourceOf(document: MedicalDocument, patient: Patient): Source {
    const { documents, organisation, settings, planted, hasLeft = () => false } = this.#facts;
    const replaced = documents.replacedBy(document);
    const reportMentions = {
      automatique: settings.get('mention_validation_automatique'),
      accreditation: settings.get('mention_accreditation'),
    };
    return {
      document,
      replaced,
      patient,
      organisation,
      mention: settings.get('mentions_rgpd'),
      reportMentions,
      hasLeft,
      planted,
    };
  }

  /** PDF/A-1b. */
  pdfOf(document: MedicalDocument, patient: Patient): Promise<Buffer> {
    return writePdf(this.sourceOf(document, patient));
  }

  /** CDA R2: of level 3 where the kind is structured, unless asked otherwise; else of level 1, whose body is the PDF. */
  async cdaOf(document: MedicalDocument, patient: Patient, niveau?: Niveau): Promise<Buffer> {
    const source = this.sourceOf(document, patient);
    const shown = this.#facts.planted.has('cda-corps-autre-pdf') ? { ...source, mention: 'Copie de travail' } : source;
    return writeCda(source, await writePdf(shown), niveau);
  }

  /** IHE_XDM.ZIP. */
  async xdmOf(document: MedicalDocument, patient: Patient): Promise<Buffer> {
    return writeXdm(this.sourceOf(document, patient), await this.cdaOf(document, patient), new Date());
  }

  /** `<date de l’acte>_<type>_<NOM>_<prénom>_<numéro de dossier>.pdf` (MSS ECO.2.1.6). */
  pdfName(document: MedicalDocument, { id, traits }: Patient): string {
    const { planted } = this.#facts;
    if (planted.has('pdf-nom-libre')) return `document-${document.id}.pdf`;
    const parts = [
      planted.has('pdf-nom-sans-date') ? null : compactDay(document.date),
      planted.has('pdf-nom-sans-type') ? null : kinds[document.type].label,
      planted.has('pdf-nom-sans-identite') ? null : traits.nomNaissance,
      planted.has('pdf-nom-sans-identite') ? null : traits.prenom,
      planted.has('pdf-nom-sans-dossier') ? null : id,
    ];
    // A name holds no separator of its own fields, nor what a file system refuses.
    const clean = parts.flatMap((part) => (part === null ? [] : [part.replaceAll(/[_/\\:*?"<>|]/g, '-')]));
    return `${clean.join('_')}.pdf`;
  }

  /** @throws {@link CabinetError} `requete_invalide` for a draft, which leaves the practice in no form */
  async export(document: MedicalDocument, patient: Patient, forme: Forme): Promise<ProducedFile> {
    if (document.etat === 'brouillon') {
      throw new CabinetError('requete_invalide', 'Un brouillon ne s’exporte pas : validez d’abord le document.');
    }
    const { planted } = this.#facts;
    switch (forme) {
      case 'pdf': {
        const contenu = await this.pdfOf(document, patient);
        return { nom: this.pdfName(document, patient), typeMime: 'application/pdf', contenu };
      }
      case 'cda':
      case 'cda_n1': {
        const contenu = await this.cdaOf(document, patient, forme === 'cda' ? undefined : 'N1');
        return { nom: this.pdfName(document, patient).replace(/pdf$/, 'xml'), typeMime: 'text/xml', contenu };
      }
      case 'xdm': {
        const nom = planted.has('xdm-nom-archive') ? 'archive.zip' : 'IHE_XDM.ZIP';
        return { nom, typeMime: 'application/zip', contenu: await this.xdmOf(document, patient) };
      }
    }
  }
}
