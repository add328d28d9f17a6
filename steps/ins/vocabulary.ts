import { defineParameterType } from '@cucumber/cucumber';
import type { Statut } from '../../candidate/index.ts';

const statuts: Record<string, Statut> = { provisoire: 'PROV', récupérée: 'RECUP', validée: 'VALI', qualifiée: 'QUAL' };

defineParameterType({
  name: 'statut',
  regexp: /provisoire|récupérée|validée|qualifiée/,
  transformer: (word) => statuts[word],
});
defineParameterType({ name: 'attribut', regexp: /douteuse|fictive/, transformer: (word) => word });
