/**
 * The service worker of Linli, served at /serviceworker.js with the root as its scope. One job per
 * file; this one only starts them.
 */
import { offerUpdates } from './update'
import { sendOutboxInBackground } from './outbox-sync'
import { keepPublicAnswers } from './public-answers'
import { keepShell } from './shell'

keepShell()
keepPublicAnswers()
sendOutboxInBackground()
offerUpdates()
