import "../design/design.css";
import "./public.css";

import { createRoot } from "react-dom/client";

import { Website } from "./Website.tsx";

createRoot(document.getElementById("app")!).render(<Website />);
