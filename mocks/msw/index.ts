/**
 * The msw that the handlers of Probant are made with, and faults for them: `probant/mocks/msw`.
 *
 * Handlers also run in another msw; their types are then not those that it wants (docs/bibliotheque.md).
 */
export { HttpResponse, http } from 'msw';
export { setupServer } from 'msw/node';
export { MswFaults } from './msw-faults.ts';
