import { Then, When } from '@cucumber/cucumber';
import type { ProbantWorld } from '../runtime/index.ts';

/** A box of vaccine, drawn from the run: invented medicine, invented lot. */
interface Box {
  /** GTIN of 14 digits: 0 and the CIP of 13. */
  gtin: string;
  lot: string;
  serie: string;
  /** `AAMM`. */
  mois: string;
  /** `JJ`; 00 when the box names no day. */
  jour: string;
}

const scanned = new WeakMap<ProbantWorld, Box>();

When("il lit le datamatrix d'une boîte de vaccin", async function (this: ProbantWorld) {
  const box = drawBox(this, '15');
  // FNC1 ends what has no length of its own (GS1 General Specifications §7.8.4).
  await scan(this, box, `01${box.gtin}17${box.mois}${box.jour}10${box.lot}<GS>21${box.serie}`);
});

When(
  'il lit une boîte dont le datamatrix a un autre ordre et une péremption sans jour',
  async function (this: ProbantWorld) {
    const box = drawBox(this, '00');
    await scan(this, box, `01${box.gtin}21${box.serie}<GS>10${box.lot}<GS>17${box.mois}${box.jour}`);
  },
);

Then('la vaccination porte le CIP, le lot et la péremption de la boîte', async function (this: ProbantWorld) {
  const box = scanned.get(this) as Box;
  const expected = { cip: box.gtin.slice(1), lot: box.lot, peremption: expiryOf(box) };
  await this.judge('ergo.vaccination', { lecture: await this.read('lireVaccinations') }, expected);
});

async function scan(world: ProbantWorld, box: Box, datamatrix: string): Promise<void> {
  scanned.set(world, box);
  await world.perform('enregistrerVaccin', { dossier: world.dossier(), datamatrix });
}

function drawBox(world: ProbantWorld, jour: string): Box {
  const digits = world.drawCorrespondent().rpps.slice(-7);
  const month = 1 + (Number(digits) % 12);
  // 3400930 to 3400939 begin the CIP of medicines.
  const cip = withKey(`34009309${digits.slice(0, 4)}`);
  return {
    gtin: `0${cip}`,
    lot: `LT${digits}`,
    serie: `S${digits}17`,
    mois: `29${String(month).padStart(2, '0')}`,
    jour,
  };
}

/** An EAN-13 ends with its key: odd places count once, even ones three times. */
function withKey(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The day of expiry, the last of the month when the box names none. */
function expiryOf({ mois, jour }: Box): string {
  const [year, month] = [2000 + Number(mois.slice(0, 2)), Number(mois.slice(2))];
  const day = jour === '00' ? new Date(Date.UTC(year, month, 0)).getUTCDate() : Number(jour);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
