import type { IncomingMessage } from 'node:http';
import type { VerbArgs, VerbName, VerbResult } from '../contract/index.ts';
import type { Reply } from './http.ts';
import type { User } from './model.ts';
import type { PatientRoute } from './patient-routes.ts';
import type { Page, Tab } from './screens/layout.ts';
import type { Session } from './sessions.ts';

/** What the adapter answers to each verb that a module knows. */
export type Handlers = {
  [V in VerbName]?: (args: VerbArgs<V>, user: User) => VerbResult<V> | Promise<VerbResult<V>>;
};

/** One request of a signed-in user. */
export interface SignedInRequest {
  request: IncomingMessage;
  url: URL;
  session: Session;
  /** A screen with what is around it. */
  show(shown: Omit<Page, 'user' | 'menus'>, status?: number): Reply;
}

/** Answers one screen or one action that is not about one patient. */
export type Route = (asked: SignedInRequest) => Reply | Promise<Reply>;

/** One part of the software: its verbs, its screens, and its entries in the menus. */
export interface Module {
  handlers: Handlers;
  /** By method and path: `GET /messagerie`. */
  routes?: Readonly<Record<string, Route>>;
  /** By method and path below `/patients/<dossier>`: `GET /documents`. */
  patientRoutes?: Readonly<Record<string, PatientRoute>>;
  /** Tabs of a patient's file. */
  tabs?: readonly Tab[];
  /** Entries of the main menu. */
  menu?: ReadonlyArray<{ path: string; label: string }>;
  /** Ends what the module started: timers, connections. */
  close?(): void;
}
