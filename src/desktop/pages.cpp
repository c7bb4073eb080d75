#include "desktop/pages.h"

#include <array>

#include "desktop/account_order_page.h"
#include "desktop/account_page.h"
#include "desktop/changes_page.h"
#include "desktop/client_page.h"
#include "desktop/control_page.h"
#include "desktop/followup_page.h"
#include "desktop/lock_order_page.h"
#include "desktop/lock_page.h"
#include "desktop/log_page.h"
#include "desktop/month_page.h"
#include "desktop/phone_page.h"
#include "desktop/rules_page.h"
#include "desktop/shift_page.h"
#include "desktop/startup_page.h"
#include "desktop/tag_page.h"
#include "desktop/visit_page.h"
#include "desktop/worker_page.h"
#include "wording/catalog.h"

namespace samordna::desktop {
namespace {

using wording::mark;

template <class P>
Page* make(wxWindow* parent, Context& context) {
    return new P(parent, context);
}

constexpr std::array table{
    PageEntry{"page.shifts", mark("Shifts"), "page-shifts", make<ShiftPage>},
    PageEntry{"page.visits", mark("Visits"), "page-visits", make<VisitPage>},
    PageEntry{"page.clients", mark("Clients"), "page-clients", make<ClientPage>},
    PageEntry{"page.workers", mark("Care workers"), "page-workers", make<WorkerPage>},
    PageEntry{"page.month", mark("Month end"), "page-month", make<MonthPage>},
    PageEntry{"page.followup", mark("Follow-up"), "page-followup", make<FollowUpPage>},
    PageEntry{"page.locks", mark("Locks"), "page-locks", make<LockPage>},
    PageEntry{"page.startups", mark("Startup hours"), "page-startups", make<StartupPage>},
    PageEntry{"page.lock_orders", mark("Lock orders"), "page-lock_orders", make<LockOrderPage>},
    PageEntry{"page.tags", mark("Tags"), "page-tags", make<TagPage>},
    PageEntry{"page.phones", mark("Phones"), "page-phones", make<PhonePage>},
    PageEntry{"page.controls", mark("Controls"), "page-controls", make<ControlPage>},
    PageEntry{"page.accounts", mark("Accounts"), "page-accounts", make<AccountPage>},
    PageEntry{"page.account_orders", mark("Admin accounts"), "page-account_orders", make<AccountOrderPage>},
    PageEntry{"page.changes", mark("Changes"), "page-changes", make<ChangesPage>},
    PageEntry{"page.log", mark("Log"), "page-log", make<LogPage>},
    PageEntry{"page.rules", mark("Rules"), "page-rules", make<RulesPage>},
};

}  // namespace

std::span<const PageEntry> pages() {
    return table;
}

}  // namespace samordna::desktop
