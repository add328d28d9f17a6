export { type Excerpt, type ReportSource, renderReport } from './report.ts';
