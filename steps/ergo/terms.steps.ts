import { Then, When } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { drawAccented, drawTerm, type Term, type Terminology, withoutAccents } from './terms.ts';

const typed = new WeakMap<ProbantWorld, Term & { autre: string }>();

Then(
  /^la nomenclature (CIM-10|CISP-2|LOINC|CCAM|ATC) montre un code et son libellé$/,
  async function (this: ProbantWorld, nomenclature: Terminology) {
    const { code, mot } = drawTerm(this, nomenclature);
    const lecture = await search(this, nomenclature, code);
    await this.judge('ergo.nomenclature', { lecture }, { code, mot });
  },
);

When("il commence la saisie d'un terme", function (this: ProbantWorld) {
  return begin(this, (mot) => mot);
});

When("il commence sans accents la saisie d'un terme accentué", function (this: ProbantWorld) {
  return begin(this, withoutAccents);
});

Then('le terme est proposé', async function (this: ProbantWorld) {
  const { code, mot } = typed.get(this) as Term;
  await this.judge('ergo.nomenclature', { lecture: this.last.get('chercherNomenclature') as Seen }, { code, mot });
});

Then("un terme d'un autre début n'est pas proposé", async function (this: ProbantWorld) {
  const { code, mot, autre } = typed.get(this) as Term & { autre: string };
  const lecture = this.last.get('chercherNomenclature') as Seen;
  await this.judge('ergo.nomenclature', { lecture }, { code, mot, exclut: autre });
});

// A word of the run: what another run was shown can't be passed off as the answer.
Then("la saisie d'un mot étranger aux nomenclatures est réaffichée", async function (this: ProbantWorld) {
  await search(this, 'CIM-10', this.drawCorrespondent().nom);
});

/** Types the first characters of a drawn term's label. */
async function begin(world: ProbantWorld, write: (mot: string) => string): Promise<void> {
  const term = drawAccented(world);
  typed.set(world, term);
  await search(world, term.nomenclature, write(term.mot).slice(0, 7));
}

async function search(world: ProbantWorld, nomenclature: Terminology, debut: string): Promise<Seen> {
  const lecture = await world.perform('chercherNomenclature', { nomenclature, debut });
  await world.judge('lecture.critere', { lecture }, { critere: debut });
  return lecture;
}
