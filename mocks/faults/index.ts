export { FaultBoard } from './board.ts';
export { type FaultEntry, faultCatalogue } from './catalogue.ts';
export {
  type FaultControl,
  type FaultKind,
  type FaultyService,
  faultyServices,
  type ServiceFault,
  type SetFault,
  type TlsFaultKind,
} from './fault.ts';
export { readFault } from './schema.ts';
export { wrongTls } from './wrong-tls.ts';
