// 简约高效: tasks and forms that departments hand down come through one door of the district.
#include "mechanisms/assigned_tasks/room.hpp"

#include "mechanisms/assigned_tasks/service.hpp"

extern const registry::Room assigned_tasks_room;
const registry::Room assigned_tasks_room{
    .code = "assigned_tasks",
    .name_zh = "下派任务",
    .name_en = "Tasks handed down",
    .mechanisms = {17},
    .routes = assigned_tasks::routes,
    .jobs = {registry::export_job(assigned_tasks::tasks_export()), registry::export_job(assigned_tasks::lines_export()),
             registry::export_job(assigned_tasks::outside_export())},
    .facts = {{"assigned_tasks.said", "as the dictionary of facts says", "none", "10 years"}},
    .actions = {{"assigned_task.read", "assigned_tasks.action.read"},
                {"assigned_task.draft", "assigned_tasks.action.draft"},
                {"assigned_task.judge", "assigned_tasks.action.judge"},
                {"assigned_task.admit", "assigned_tasks.action.admit"},
                {"assigned_task.fill", "assigned_tasks.action.fill"}},
    .invariants = {{"tasks handed down and their lines are the fold of their events", assigned_tasks::check_fold},
                   {"no line of a task is lost", assigned_tasks::check_lines},
                   {"hours counted are the sum of the admitted lines", assigned_tasks::check_hours}},
    .demo = {{.order = 420, .name = "tasks handed down", .run = assigned_tasks::make_demo_tasks}},
    .papers = assigned_tasks::papers(),
    .searchers = {{"assigned_tasks", "assigned_tasks.search.title", assigned_tasks::find_tasks}},
    .definitions = {{"workflow", assigned_tasks::check_machine},
                    {"limits", assigned_tasks::check_limits},
                    {"assigned_tasks", assigned_tasks::check_door},
                    {"known_facts", assigned_tasks::check_facts}},
};
