// What the islands use of govuk-frontend, which brings no types.
declare module "govuk-frontend" {
  export class Component {
    constructor(root: Element | null);
  }
  export class Button extends Component {}
  export class ErrorSummary extends Component {}
  export class NotificationBanner extends Component {}
  export class Radios extends Component {}
  export class ServiceNavigation extends Component {}
  export class SkipLink extends Component {}
  export function createAll(component: typeof Component): void;
}
