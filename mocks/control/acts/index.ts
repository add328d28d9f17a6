import type { BenchControls } from '../../controls.ts';
import type { Acts } from '../act.ts';
import { annuaireActs } from './annuaire.ts';
import { dmpActs } from './dmp.ts';
import { hl7Acts } from './hl7.ts';
import { igcActs } from './igc.ts';
import { insiActs } from './insi.ts';
import { mssActs } from './mss.ts';
import { pscActs } from './psc.ts';

/** Services whose controls have acts; faults have addresses of their own. */
export type ActedService = Exclude<keyof BenchControls, 'pannes'>;

/** The acts of every control: `POST` or `GET /<service>/<act>`. */
export const acts: { readonly [S in ActedService]: Acts<BenchControls[S]> } = {
  insi: insiActs,
  dmp: dmpActs,
  mss: mssActs,
  psc: pscActs,
  annuaire: annuaireActs,
  igc: igcActs,
  hl7: hl7Acts,
};
