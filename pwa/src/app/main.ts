import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { startOutbox } from '@/shared/outbox/outbox'
import { queryClient } from '@/shared/queries/client'
import { startAppearance } from '@/shared/session/appearance'
import '@/shared/ui/base.css'
import '@/shared/ui/tokens.css'
import App from './App.vue'
import { router } from './router'
import { registerServiceWorker } from './serviceWorkerUpdate'

startAppearance()
startOutbox()
createApp(App).use(router).use(VueQueryPlugin, { queryClient }).mount('#app')
registerServiceWorker()
