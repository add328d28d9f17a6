import { Then, When } from '@cucumber/cucumber';
import type { ExchangeSlice, ProbantWorld, Seen } from '../runtime/index.ts';
import { calls, memberOf } from './memory.ts';

// One second between two polls, not five: what is seen is that the product keeps to what it was told.
const interval = 1_000;

When('il demande à se connecter par Pro Santé Connect sans navigateur', async function (this: ProbantWorld) {
  const { id } = memberOf(this);
  this.controls.psc.program({ subject: id, lifetimes: { cibaInterval: interval } });
  this.controls.psc.ciba(id, 'silence');
  this.mark();
  await this.perform('demanderConnexionPsc', { professionnel: id, moyen: 'e-CPS' });
});

When('il accepte la demande sur son e-CPS', function (this: ProbantWorld) {
  this.controls.psc.ciba(memberOf(this).id, 'accepte');
});

When('il refuse la demande sur son e-CPS', function (this: ProbantWorld) {
  this.controls.psc.ciba(memberOf(this).id, 'refuse');
});

Then("l'écran montre les deux chiffres de la demande", async function (this: ProbantWorld) {
  // In silence: a product that polls too early does so now, before the user has decided.
  const echanges = (await this.slice('psc', 0)) as Seen<ExchangeSlice>;
  await this.judge('psc.ciba', { echanges });
  const chiffres = digitsOf(echanges);
  if (chiffres === undefined) return;
  await this.judge('psc.ciba-affichage', { lecture: this.last.get('demanderConnexionPsc') as Seen }, { chiffres });
});

Then("l'interrogation de Pro Santé Connect respecte l'intervalle et le terme", async function (this: ProbantWorld) {
  await this.judge('psc.ciba', { echanges: await calls(this, 1) });
});

/** The digits that the wire showed. */
function digitsOf({ attachments }: Seen): string | undefined {
  const forms = Object.entries(attachments)
    .filter(([name]) => name.startsWith('requete-'))
    .map(([, body]) => new URLSearchParams(body.toString('utf8')).get('binding_message'));
  return forms.findLast((digits) => digits !== null && /^\d\d$/.test(digits)) ?? undefined;
}
