// Starts the pages.
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './app.vue';
import { router } from './router.ts';
import { i18n } from './shared/i18n/index.ts';
import './shared/styles/base.css';
import { followTheme } from './shared/theme.ts';

followTheme();
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app');
