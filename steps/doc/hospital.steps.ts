import { Given, Then } from '@cucumber/cucumber';
import { validateDocument, write } from '../documents/actions.ts';
import { latestDocument, type ScenarioDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

/** Codes of JDV_J07 of what is written as N1 (facts, DMP §5.5). */
const types: Partial<Record<ScenarioDocument['type'], string>> = {
  lettre_sortie: '11490-0',
  compte_rendu_operatoire: '34874-8',
  ordonnance_sortie: '57833-6',
  cr_imagerie: '18748-4',
  cr_biologie: '11502-2',
};

Given(
  'une lettre de liaison à la sortie du patient, destinée à deux correspondants et validée',
  async function (this: ProbantWorld) {
    const { document } = await write(this, 'lettre_sortie');
    const destinataires = [this.drawCorrespondent(), this.drawCorrespondent()].map(
      ({ nom, prenom, rpps, adresse }) => ({
        nom,
        prenom,
        rpps,
        mssante: adresse,
      }),
    );
    await this.perform('designerDestinataires', { dossier: this.dossier(), document, destinataires });
    await validateDocument(this);
  },
);

Then('le CDA cite les deux destinataires', async function (this: ProbantWorld) {
  const destinataires = this.correspondents.map(({ nom, rpps }) => ({ nom, identifiant: `8${rpps}` }));
  await this.judge('cda.destinataires', { lecture: exported(this) }, { destinataires });
});

Then('le PDF imprime les deux destinataires', async function (this: ProbantWorld) {
  const textes = this.correspondents.map(({ prenom, nom }) => `${prenom} ${nom}`);
  await this.judge('pdf.texte', { lecture: exported(this) }, { textes });
});

Then(
  'le CDA est de niveau 1, de son type, et son corps est un PDF\\/A-1 en base 64',
  async function (this: ProbantWorld) {
    const lecture = exported(this);
    for (const rule of ['cda.entete', 'pdf.pdfa']) await this.judge(rule, { lecture });
    await this.judge('cda.corps', { lecture }, { niveau: 'N1' });
    await this.judge('cda.type', { lecture }, { type: types[latestDocument(this).type] ?? '' });
  },
);

function exported(world: ProbantWorld): Seen {
  return world.last.get('exporterDocument') as Seen;
}
