#include "train/procedure.hpp"

#include "train/adversarial.hpp"
#include "train/supervised.hpp"

namespace assay::train {

template <class T>
std::unique_ptr<Procedure<T>> make_procedure(const Job& job, const data::Dataset<T>& data, const data::Rows& rows) {
  std::unique_ptr<Procedure<T>> made;
  if (job.spec.model.adversarial())
    made = std::make_unique<Adversarial<T>>(job, data, rows);
  else
    made = std::make_unique<Supervised<T>>(job, data, rows);
  std::vector<std::string> names;
  for (const auto& [prefix, network, descent] : made->trained())
    for (const auto& extent : network->extents()) names.push_back(prefix + extent.name);
  check_groups(job.spec.train.groups, names);
  return made;
}

template <class T>
std::unique_ptr<model::WorkerThreads> share_work(const Job& job, Procedure<T>& procedure) {
  if (job.threads <= 1) return nullptr;
  auto workers = std::make_unique<model::WorkerThreads>(static_cast<int>(job.threads));
  for (const auto& part : procedure.trained()) part.network->use(*workers);
  return workers;
}

template std::unique_ptr<model::WorkerThreads> share_work(const Job&, Procedure<float>&);
template std::unique_ptr<model::WorkerThreads> share_work(const Job&, Procedure<double>&);
template std::unique_ptr<Procedure<float>> make_procedure(const Job&, const data::Dataset<float>&, const data::Rows&);
template std::unique_ptr<Procedure<double>> make_procedure(const Job&, const data::Dataset<double>&, const data::Rows&);

}  // namespace assay::train
