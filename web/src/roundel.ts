// The islands: what a page gains where scripts run. Every page works without them.
import { Button, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink, createAll } from "govuk-frontend";
import { guardForms } from "./guard-forms";
import { followLiveChanges } from "./live-changes";
import { lightUpChronology } from "./chronology";
import { listenForShortcuts } from "./shortcuts";

if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  for (const component of [Button, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink]) {
    createAll(component);
  }
}
guardForms();
followLiveChanges();
lightUpChronology();
listenForShortcuts();
