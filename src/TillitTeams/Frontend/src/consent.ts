import { app, authentication } from '@microsoft/teams-js';

// The page that Entra returns to: tells the tab how it went, and teams-js closes the window.
const { outcome, state, hosts } = document.documentElement.dataset;

await app.initialize(hosts?.split(' ').filter(Boolean));
if (outcome === 'granted') {
  authentication.notifySuccess(state);
} else {
  authentication.notifyFailure(outcome);
}
