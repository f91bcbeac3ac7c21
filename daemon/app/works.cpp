#include "app/works.hpp"

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

#include "app/composer.hpp"
#include "app/log.hpp"
#include "app/own_templates.hpp"
#include "app/rules.hpp"
#include "guide/shelf.hpp"
#include "mail/credentials.hpp"
#include "mail/curl_connector.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/smtp_transport.hpp"
#include "ports/claim.hpp"

namespace amends::app {

struct Works::Post {
    mail::AccountSettings settings;
    std::unique_ptr<mail::Credentials> imap_secret;
    std::unique_ptr<mail::Credentials> smtp_secret;
    std::unique_ptr<ports::MailboxServer> mailboxes;
    std::unique_ptr<ports::Transport> transport;
    ports::LocalClaim claim;
    std::unique_ptr<Account> account;
};

Works::Works(asio::io_context& loop, Config config, ports::Store& store, ports::Clock& clock)
    : loop_(loop), config_(std::move(config)), store_(store), clock_(clock), ended_(loop) {}

Works::~Works() = default;

base::Result<std::shared_ptr<Works>> Works::build(asio::io_context& loop, Config config, ports::Store& store,
                                                  ports::Clock& clock, ports::Notifier& notifier,
                                                  const Environment& environment, bool dry_run) {
    std::shared_ptr<Works> works(new Works(loop, std::move(config), store, clock));
    const Config& settings = works->config_;
    auto own = read_own_templates(settings.templates);
    if (!own) return tl::unexpected(own.error());
    auto shelf = guide::Shelf::stock(*own);
    if (!shelf) return tl::unexpected(shelf.error());
    for (const auto& problem : shelf->refused())
        notifier.tell("template." + problem, "A template of yours cannot be used", settings.templates + "/" + problem);
    auto rules = std::make_unique<ConfigRules>(settings, shelf->languages());
    works->languages_.assign(rules->languages().begin(), rules->languages().end());
    works->rules_ = std::move(rules);
    works->composer_ = std::make_unique<TemplateComposer>(settings, *shelf);
    works->shelf_ = std::make_unique<guide::Shelf>(std::move(*shelf));
    works->engine_ = std::make_unique<Engine>(store, clock, *works->rules_, *works->composer_);
    works->gate_ = std::make_unique<ApologyGate>(settings.templates, environment);
    works->engine_->find_remedies = [gate = works->gate_.get()](const base::MessageFacts& letter) {
        return gate->remedies(letter);
    };
    works->connector_ = std::make_unique<CuttableConnector>(std::make_unique<mail::CurlConnector>(loop));
    works->engine_->on_work = [raw = works.get()](const std::string& name) {
        if (Account* account = raw->account(name)) account->poke(false);
    };
    for (const AccountConfig& each : settings.accounts) {
        auto post = std::make_unique<Post>();
        post->settings = each.mail;
        post->imap_secret = mail::make_credentials(each.mail.imap_secret, loop);
        post->smtp_secret = mail::make_credentials(each.mail.smtp_secret, loop);
        post->mailboxes = std::make_unique<mail::ImapServer>(post->settings, *works->connector_, *post->imap_secret);
        post->transport = std::make_unique<mail::SmtpTransport>(post->settings, *works->connector_, *post->smtp_secret);
        AccountSetup setup;
        setup.look = {.account = each.mail.name,
                      .keyword = settings.keyword,
                      .tag = settings.tag,
                      .skip_folders = each.mail.skip_folders,
                      .inserted = dry_run ? std::string() : settings.inserted};
        setup.unsent = {.account = each.mail.name, .skip_folders = each.mail.skip_folders};
        if (settings.remind_of_drafts) {
            setup.unsent.is_apology = [gate = works->gate_.get()](const base::MessageFacts& draft) {
                return gate->is_apology(draft);
            };
        }
        setup.append.account = each.mail.name;
        setup.append.provider_files_sent = each.mail.sent_copy == mail::SentCopy::provider;
        setup.append.append_sent_at_once = each.mail.sent_copy == mail::SentCopy::append;
        setup.poll_every = each.mail.poll_every;
        setup.can_send = each.mail.can_send;
        setup.dry_run = dry_run;
        const AccountPorts outside{store, clock, *post->mailboxes, *post->transport, post->claim, notifier};
        post->account = std::make_unique<Account>(loop, setup, outside, *works->engine_);
        works->posts_.push_back(std::move(post));
    }
    return works;
}

base::Status Works::start() {
    if (begun_) return {};
    for (const auto& post : posts_) {
        const std::string& name = post->settings.name;
        if (auto first = store_.first_start(name, clock_.now()); !first) return tl::unexpected(first.error());
        if (auto recovered = engine_->recover(name); !recovered) return recovered;
        if (auto derived = engine_->derive_due_times_again(name); !derived) return derived;
    }
    begun_ = true;
    const auto ended = [this](std::exception_ptr thrown) {
        --running_;
        ended_.ring();
        // An exception that reaches this far is a fault of ours: the service manager restarts us into the journal.
        if (thrown) std::rethrow_exception(thrown);
    };
    for (const auto& post : posts_) {
        running_ += 2;
        asio::co_spawn(loop_, post->account->watch(), ended);
        asio::co_spawn(loop_, post->account->send(), ended);
    }
    return {};
}

asio::awaitable<void> Works::stop(std::chrono::seconds most) {
    for (const auto& post : posts_) post->account->stop();
    const auto until = std::chrono::steady_clock::now() + most;
    while (running_ > 0) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) break;
        co_await ended_.wait(left);
    }
}

std::vector<Account*> Works::accounts() const {
    std::vector<Account*> all;
    all.reserve(posts_.size());
    for (const auto& post : posts_) all.push_back(post->account.get());
    return all;
}

Account* Works::account(const std::string& name) {
    for (const auto& post : posts_) {
        if (post->settings.name == name) return post->account.get();
    }
    return nullptr;
}

ports::MailboxServer* Works::mailboxes(const std::string& name) {
    for (const auto& post : posts_) {
        if (post->settings.name == name) return post->mailboxes.get();
    }
    return nullptr;
}

std::string Works::account_of(const std::vector<base::Address>& from) const {
    for (const base::Address& address : from) {
        const std::string wanted = base::canonical_mailbox(base::without_tag(address.mailbox));
        for (const AccountConfig& each : config_.accounts) {
            for (const std::string& own : each.mail.addresses) {
                if (base::canonical_mailbox(base::without_tag(own)) == wanted) return each.mail.name;
            }
        }
    }
    return "";
}

}  // namespace amends::app
