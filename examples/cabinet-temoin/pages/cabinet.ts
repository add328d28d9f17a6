// Settings, directory, dashboard, terminologies.
import type { PageFunctions } from 'probant/candidate';

export const cabinet: PageFunctions = {};
