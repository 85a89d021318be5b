import { serve } from '../../service/serve.ts';

serve({ version: '1.4.0', needsRevision: 1, pages: {} });
