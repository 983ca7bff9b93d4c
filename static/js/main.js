// @ts-check
// The one entry. Every page has the kit; a page's own part is fetched only where its root stands.

import { countWords } from './kit/count.js';
import { keepDrafts } from './kit/draft.js';
import { focusFirstError } from './kit/errors.js';
import { openDialogs } from './kit/dialogs.js';
import { closeMenus } from './kit/menus.js';
import { localMoments } from './kit/moments.js';
import { shareLinks } from './kit/share.js';
import { themeSelect } from './kit/theme.js';

closeMenus();
openDialogs();
shareLinks();
themeSelect();
keepDrafts();
countWords();
localMoments();
focusFirstError();

if (document.querySelector('[data-forecast]')) import('./predictions/forecast.js');
if (document.querySelector('[data-rows]')) import('./predictions/rows.js');
if (document.querySelector('[data-thread]')) import('./comments/thread.js');
if (document.querySelector('[data-edit]')) import('./comments/edit.js');
if (document.querySelector('a.mark')) import('./comments/margin.js');
if (document.querySelector('[data-desk]')) import('./moderation/desk.js');
if (document.querySelector('a[href$="/report"]')) import('./moderation/report.js');
