import { serve } from '../../service/serve.ts';
import { dailyReport } from './daily-report.ts';

serve({ version: '1.5.0', needsRevision: 2, pages: { '/reports/daily': dailyReport } });
