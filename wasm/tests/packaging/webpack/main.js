import "@relais-chat/web/widget";
