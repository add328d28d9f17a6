// Page functions of Cabinet Témoin: what a publisher writes to let Probant work on his product's screens.
// Each goes to the right screen and tells where the fields are; Probant reads them by itself (docs/pilote.md).
import { definePages } from 'probant/candidate';
import { cabinet } from './pages/cabinet.ts';
import { comptesRendus } from './pages/comptes-rendus.ts';
import { connexion } from './pages/connexion.ts';
import { connexionMessagerie } from './pages/connexion-messagerie.ts';
import { dmp } from './pages/dmp.ts';
import { documents } from './pages/documents.ts';
import { documentsIntegres } from './pages/documents-integres.ts';
import { historique } from './pages/historique.ts';
import { hl7 } from './pages/hl7.ts';
import { identite } from './pages/identite.ts';
import { lectureCourriels } from './pages/lecture-courriels.ts';
import { messagerie } from './pages/messagerie.ts';
import { pfi } from './pages/pfi.ts';

export default definePages({
  ...identite,
  ...connexion,
  ...documents,
  ...dmp,
  ...historique,
  ...documentsIntegres,
  ...comptesRendus,
  ...messagerie,
  ...connexionMessagerie,
  ...hl7,
  ...lectureCourriels,
  ...cabinet,
  ...pfi,
});
