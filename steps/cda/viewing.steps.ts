import { Then, When } from '@cucumber/cucumber';
import { sodium } from '../bio/results.ts';
import { fedDocuments } from '../dmp/consultation-actions.ts';
import { documentsOf } from '../documents/memory.ts';
import { receive } from '../reception/actions.ts';
import { latestReceived, receivedOf } from '../reception/memory.ts';
import type { ProbantWorld } from '../runtime/index.ts';
import { expectOrigin, expectViewed, fileDocument, receivedTitles, resultWords, view } from './integrated.ts';

/** A section that no model of a report foresees; its words are drawn. */
function section(world: ProbantWorld): { titre: string; texte: string } {
  const mark = world.subject.person.nomUtilise;
  return { titre: `Remarque ${mark}`, texte: `Prélèvement difficile ${mark}.` };
}

When(
  'un laboratoire envoie un compte rendu avec une section que le volet ne prévoit pas',
  async function (this: ProbantWorld) {
    await receive(this, { draft: { titre: 'Ionogramme', resultats: [sodium], sections: [section(this)] } });
  },
);

Then('le document intégré montre son en-tête et le fichier de son corps', function (this: ProbantWorld) {
  return expectViewed(this, latestReceived(this), { fichier: true });
});

Then('le document intégré est mis en forme par la feuille du producteur', function (this: ProbantWorld) {
  const received = latestReceived(this);
  const feuille = received.document?.feuilleDeStyle ?? '';
  // What the sheet writes by itself shows that it was applied, not only named.
  return expectViewed(this, received, { feuille, textes: [feuille] });
});

Then(
  'le document intégré est mis en forme par une feuille du logiciel, narratif compris',
  function (this: ProbantWorld) {
    const received = latestReceived(this);
    return expectViewed(this, received, { feuille: null, textes: resultWords(received) });
  },
);

Then('chaque document intégré montre son en-tête, et le dernier son narratif', async function (this: ProbantWorld) {
  for (const received of receivedOf(this)) await expectViewed(this, received, {});
  const last = latestReceived(this);
  await expectViewed(this, last, { textes: resultWords(last) });
});

Then("le document intégré montre les sections prévues et celle qui ne l'est pas", function (this: ProbantWorld) {
  const received = latestReceived(this);
  const { titre, texte } = section(this);
  return expectViewed(this, received, { textes: [...resultWords(received), titre, texte] });
});

Then('le document intégré du DMP montre le texte de son corps', async function (this: ProbantWorld) {
  const titre = fedDocuments(this).at(-1)?.titre ?? '';
  const { nomNaissance } = this.subject.person;
  const expected = { titre, patient: nomNaissance, auteur: 'CONFRÈRE-TEST', textes: [`Texte de ${titre}.`] };
  await this.judge('document.visualisation', { lecture: await view(this, titre) }, expected);
});

Then(
  /^la liste des documents du dossier, triée par (type|date), est dans cet ordre$/,
  async function (this: ProbantWorld, tri: 'type' | 'date') {
    const lecture = await this.perform('lireDocuments', { dossier: this.dossier(), tri });
    await this.judge('lecture.fraicheur', { lecture }, { nomUtilise: this.subject.person.nomUtilise });
    // What was received is of a day of March, what the user writes is of today.
    const titres = [...receivedTitles(this), ...documentsOf(this).map(({ titre }) => titre)];
    await this.judge('document.ordre', { lecture }, { tri, titres });
  },
);

Then("la liste des documents dit d'un coup d'œil que le document reçu vient de MSSanté", function (this: ProbantWorld) {
  return expectOrigin(this, receivedTitles(this).at(-1) ?? '', 'MSSanté');
});

Then(
  "la liste des documents dit d'un coup d'œil que le document du confrère vient du DMP",
  function (this: ProbantWorld) {
    return expectOrigin(this, fedDocuments(this).at(-1)?.titre ?? '', 'DMP');
  },
);

When('il demande à voir le dernier document du confrère dans le DMP', async function (this: ProbantWorld) {
  const titre = fedDocuments(this).at(-1)?.titre ?? '';
  const { value } = await this.read('consulterDmp');
  const repere = value.documents.find((line) => line.titre.includes(titre))?.repere ?? '';
  await this.perform('demanderDocumentDmp', { dossier: this.dossier(), repere });
});

Then(
  'le produit dit que le document est déjà au dossier, et montre la copie locale',
  async function (this: ProbantWorld) {
    const asked = this.last.get('demanderDocumentDmp');
    const document = await fileDocument(this, fedDocuments(this).at(-1)?.titre ?? '');
    if (asked !== undefined) await this.judge('document.doublon', { lecture: asked }, { document });
  },
);

Then('le produit ne montre aucune copie locale', async function (this: ProbantWorld) {
  const asked = this.last.get('demanderDocumentDmp');
  if (asked !== undefined) await this.judge('document.doublon', { lecture: asked }, { document: null });
});
