import { isProbantError } from '../core/index.ts';
import { type DossierContext, openDossier } from '../reports/index.ts';
import { dossierContext, laneOfOpening } from './lane.ts';

/**
 * The grid of this release for a dossier that was made with it, so that `verify` need not believe the one that the
 * dossier declares. Absent for another release's dossier, or one too damaged to say: `verify` then tells why.
 */
export async function ownGrid(path: string): Promise<DossierContext | undefined> {
  try {
    const dossier = await openDossier(path);
    const { probant } = dossier.opening;
    const lane = await laneOfOpening(dossier.opening, dossier.blob).finally(() => dossier.close());
    const same = (['catalogue', 'features', 'regles', 'contrePreuve'] as const).every(
      (part) => probant[part] === lane.release[part],
    );
    return same ? dossierContext(lane) : undefined;
  } catch (thrown) {
    if (isProbantError(thrown)) return undefined;
    throw thrown;
  }
}
