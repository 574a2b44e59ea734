//! Pages and forms.

use ::web::{NavItem, Routes};

/// All routes of the room.
pub(crate) fn routes() -> Routes {
    let routes = Routes::new();
    // The import half adds its routes in `import_routes`, the work half in its own function.
    import_routes(routes)
}

/// The entries in the main menu.
pub(crate) fn nav() -> Vec<NavItem> {
    // The work half adds `/viec-cua-toi` (order 10) and `/lich` (order 30).
    vec![]
}

fn import_routes(routes: Routes) -> Routes {
    routes
}
